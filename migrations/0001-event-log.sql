-- The log of facts, append-only and hash-chained, and its signed checkpoints.
-- Only what cannot be recomputed stands here; views live in the schema "view" and are rebuilt from the log.

create table event (
  position  bigint         primary key,
  stream    text           not null,
  version   integer        not null check (version > 0),
  type      text           not null,
  data      jsonb          not null,
  effective date           not null,
  dating    text           not null default 'exact' check (dating in ('exact', 'no-later-than')),
  recorded  timestamptz(3) not null,
  actor     text           not null,
  basis     jsonb          not null,
  corrects  bigint         references event (position),
  previous  bytea          not null check (length(previous) = 32),
  hash      bytea          not null unique check (length(hash) = 32),
  unique (stream, version),
  check (corrects < position)
);
create index event_recorded on event (recorded, position);
create index event_corrects on event (corrects) where corrects is not null;
create index event_document on event ((basis ->> 'document'), position);

comment on table event is 'Facts: what, from when in the world (effective), when we learned it (recorded), by whom, on which document (basis). Never changed; a correction is a new row that names the old one.';
comment on column event.hash is 'SHA-256 over the previous hash and the canonical form of the row (RFC 8785); leaf of the RFC 6962 tree.';

create table checkpoint (
  size      bigint         primary key,
  root      bytea          not null check (length(root) = 32),
  frontier  bytea          not null,
  note      text           not null,
  recorded  timestamptz(3) not null
);
comment on table checkpoint is 'Tree heads of the log, each a signed note in the C2SP tlog-checkpoint form.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'P0001';
end $$;

create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event for each statement execute function refuse_change();
create trigger checkpoint_append_only before update or delete on checkpoint for each row execute function refuse_change();
create trigger checkpoint_no_truncate before truncate on checkpoint for each statement execute function refuse_change();

grant select, insert on event, checkpoint to zhenpu_app;
create schema view authorization zhenpu_app;
