-- Files that were handed in: what they are, who brought them, which cases they belong to. The bytes lie in the data
-- folder under their hash; rows and bytes are written once and never changed or deleted.
create table attachment (
  hash    text           primary key check (hash ~ '^sha256:[0-9a-f]{64}$'),
  size    bigint         not null check (size > 0),
  type    text           not null,
  checked timestamptz(3) not null
);
create table attachment_upload (
  id     bigint         generated always as identity primary key,
  hash   text           not null references attachment (hash),
  name   text           not null,
  person text           not null,
  at     timestamptz(3) not null
);
create index attachment_upload_person on attachment_upload (person, at);
create index attachment_upload_hash on attachment_upload (hash, person);
create table attachment_use (
  -- the case's stream, such as application/ID
  subject text           not null,
  hash    text           not null references attachment (hash),
  name    text           not null,
  person  text           not null,
  at      timestamptz(3) not null,
  primary key (subject, hash)
);
create index attachment_use_hash on attachment_use (hash);

create trigger attachment_append_only before update or delete on attachment for each row execute function refuse_change();
create trigger attachment_no_truncate before truncate on attachment for each statement execute function refuse_change();
create trigger attachment_upload_append_only before update or delete on attachment_upload for each row execute function refuse_change();
create trigger attachment_upload_no_truncate before truncate on attachment_upload for each statement execute function refuse_change();
create trigger attachment_use_append_only before update or delete on attachment_use for each row execute function refuse_change();
create trigger attachment_use_no_truncate before truncate on attachment_use for each statement execute function refuse_change();
grant select, insert on attachment, attachment_upload, attachment_use to zhenpu_app;
