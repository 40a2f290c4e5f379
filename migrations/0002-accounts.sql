-- Who may sign in, and what they did at the door. Accounts are not facts of the register: they may change and be
-- disabled; every change leaves a line in access_log, which is append-only and apart from the event log.

create table organisation (
  id       text primary key,
  name     text not null,
  kind     text not null,
  division text,
  parent   text references organisation (id),
  "from"   date not null,
  "to"     date,
  check ("from" < "to")
);
create index organisation_parent on organisation (parent);

create table account (
  id               text           primary key,
  -- duties are kept apart by person: two accounts of one person share this
  person           text           not null,
  username         text           not null unique check (username = lower(username)),
  name             text           not null,
  organisation     text           references organisation (id),
  home             text,
  ties             jsonb          not null default '[]',
  password         text,
  former           text[]         not null default '{}',
  password_changed timestamptz(3),
  totp             bytea,
  totp_pending     bytea,
  totp_step        bigint         not null default 0,
  external         text           unique,
  disabled         boolean        not null default false,
  created          timestamptz(3) not null
);
create index account_person on account (person);
create index account_organisation on account (organisation);
comment on column account.totp is 'Sealed with the data folder''s own key (AES-256-GCM).';

create table post (
  id          text           primary key,
  account     text           not null references account (id),
  role        text           not null,
  organisation text          references organisation (id),
  division    text,
  towns       text[]         not null default '{}',
  assigned    text[]         not null default '{}',
  "from"      date           not null,
  "to"        date,
  delegator   text,
  state       text           not null check (state in ('proposed', 'granted', 'declined')),
  proposed_by text           not null,
  proposed    timestamptz(3) not null,
  settled_by  text,
  settled     timestamptz(3),
  check ("from" <= "to")
);
create index post_account on post (account);
create index post_organisation on post (organisation);

create table session (
  id        text           primary key,
  account   text           not null references account (id),
  created   timestamptz(3) not null,
  seen      timestamptz(3) not null,
  expires   timestamptz(3) not null,
  confirmed timestamptz(3),
  method    text           not null,
  address   text           not null,
  agent     text           not null
);
create index session_account on session (account);
comment on column session.id is 'SHA-256 of the token in the cookie; the token itself is nowhere.';

create table passkey (
  id         text           primary key,
  account    text           not null references account (id),
  public_key bytea          not null,
  counter    bigint         not null,
  transports text[]         not null default '{}',
  label      text           not null,
  created    timestamptz(3) not null,
  used       timestamptz(3)
);
create index passkey_account on passkey (account);

-- Links and questions that are good for one answer: invitations, passkey challenges, sign-ins begun elsewhere.
create table once (
  id      text           primary key,
  purpose text           not null,
  account text           references account (id),
  data    jsonb          not null default '{}',
  expires timestamptz(3) not null
);
create index once_account on once (account);
create index once_expires on once (expires);

create table device (
  id      text           primary key,
  account text           not null references account (id),
  created timestamptz(3) not null
);
create index device_account on device (account);

create table throttle (
  key      text           primary key,
  failures integer        not null,
  last     timestamptz(3) not null
);

create table access_log (
  position bigint         generated always as identity primary key,
  at       timestamptz(3) not null,
  kind     text           not null,
  account  text,
  person   text,
  username text,
  address  text,
  data     jsonb          not null default '{}'
);
create index access_log_at on access_log (at);
create index access_log_person on access_log (person, position);
create trigger access_log_append_only before update or delete on access_log for each row execute function refuse_change();
create trigger access_log_no_truncate before truncate on access_log for each statement execute function refuse_change();

grant select, insert on access_log to zhenpu_app;
grant select, insert, update on organisation, account, post to zhenpu_app;
grant select, insert, update, delete on session, passkey, once, device, throttle to zhenpu_app;
