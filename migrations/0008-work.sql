-- What people are told and what is done for them in the background. None of it is a fact of the register: what happened
-- stands in the log; here stands who has been told of it, and how far a long job has come.

-- The queue's own tables (pg-boss) live in a schema of their own, which the application makes and brings up to date itself.
create schema pgboss authorization zhenpu_app;

-- 上次: what of the log each account had on its desk, and from where its present visit counts.
create table desk_visit (
  account  text           primary key references account (id),
  -- hash of the session that last looked
  session  text           not null,
  -- positions in the log: what came after `since` is new in this visit; up to `shown` it has been on the desk
  since    bigint         not null,
  since_at timestamptz(3),
  shown    bigint         not null,
  shown_at timestamptz(3) not null,
  check (since <= shown)
);

-- How far the log has been followed, once for all. What was recorded before this table was, nobody is told of any more.
create table notification_cursor (
  only_one boolean primary key default true check (only_one),
  position bigint  not null
);
insert into notification_cursor (position) select coalesce(max(position), 0) from event;

-- 等谁办: as it stood when the log was last followed, so that what is new can be told from what was waiting already.
create table waiting (
  account text           not null references account (id),
  -- the case's stream, or `post/ID`
  subject text           not null,
  act     text           not null,
  since   timestamptz(3) not null,
  primary key (account, subject, act)
);
create index waiting_subject on waiting (subject);

create table notification (
  id      bigint         generated always as identity primary key,
  account text           not null references account (id),
  -- what it is about, once: told a second time it changes nothing
  key     text           not null,
  kind    text           not null,
  title   text           not null,
  path    text           not null,
  at      timestamptz(3) not null,
  read    timestamptz(3),
  -- whether mailing it has been seen to, by sending or by choosing not to
  mailed  boolean        not null default false,
  unique (account, key)
);
create index notification_account on notification (account, id);
create index notification_unmailed on notification (id) where not mailed;

-- 邮件: off unless chosen.
create table mail_choice (
  account text primary key references account (id),
  address text not null,
  choice  text not null check (choice in ('off', 'at-once', 'daily'))
);

create table mail (
  id       text           primary key,
  account  text           not null references account (id),
  kind     text           not null check (kind in ('at-once', 'daily', 'trial')),
  notes    bigint[]       not null,
  state    text           not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts integer        not null default 0,
  error    text,
  created  timestamptz(3) not null,
  ended    timestamptz(3)
);
create index mail_account on mail (account);
create index mail_state on mail (state, created);

-- Long jobs that people start. The queue runs them; what they are, how far they have come and what came of them stands here.
create table task (
  id       text           primary key,
  kind     text           not null,
  input    jsonb          not null,
  account  text           not null references account (id),
  title    text           not null,
  state    text           not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  done     integer        not null default 0,
  of       integer        not null default 0,
  -- {hash, name, type, size} of the file that was made; gone once it has expired
  file     jsonb,
  problem  text,
  created  timestamptz(3) not null,
  ended    timestamptz(3),
  expires  timestamptz(3),
  -- whether its owner has put it away
  hidden   boolean        not null default false
);
create index task_account on task (account, created);

-- What takes long to work out and follows from its key alone.
create table worked_out (
  key  text           primary key,
  body jsonb          not null,
  at   timestamptz(3) not null
);

grant select, insert, update on desk_visit, notification, mail_choice, mail, task to zhenpu_app;
grant select, update on notification_cursor to zhenpu_app;
grant select, insert, delete on waiting, worked_out to zhenpu_app;
grant delete on notification, mail, task to zhenpu_app;
