-- 举报: what the public tells, sealed (AES-256-GCM) with the data folder's key. The log holds the steps taken with a report
-- and never its words, nor anything about who made it. No address of a sender is kept anywhere.
create table report (
  id       text           primary key,
  -- SHA-256 of the code that the reporter was given, to ask what became of it
  receipt  text           not null unique,
  sealed   bytea          not null,
  contact  bytea
);
create trigger report_append_only before update or delete on report for each row execute function refuse_change();
create trigger report_no_truncate before truncate on report for each statement execute function refuse_change();
grant select, insert on report to zhenpu_app;

-- Which rounds, cases, reports, appeals and requests there are: asked with every list.
create index event_supervision on event (type, position) where type in ('round.planned', 'rectification.opened', 'misuse.opened', 'report.filed', 'appeal.filed', 'support.requested');
