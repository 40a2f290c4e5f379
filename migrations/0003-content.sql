-- Content that facts name by its hash: snapshots, proposals, decisions, notices. Written once, never changed. Kept as the
-- canonical text that was hashed, byte for byte.
create table content (
  hash     text           primary key check (hash ~ '^sha256:[0-9a-f]{64}$'),
  body     text           not null,
  recorded timestamptz(3) not null
);
create trigger content_append_only before update or delete on content for each row execute function refuse_change();
create trigger content_no_truncate before truncate on content for each statement execute function refuse_change();
grant select, insert on content to zhenpu_app;
