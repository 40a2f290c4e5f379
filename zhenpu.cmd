@echo off
node "%~dp0scripts\run.mjs" %*
