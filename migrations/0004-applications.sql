-- What is being written and nobody has put their name to yet: applications, review sheets. Saves as one types change the
-- row; the event log gets a fact when somebody takes a step. A value that somebody else had written is kept when it is replaced.
create table application_draft (
  -- application/ID · sheet/ID/ROUND/PERSON
  id      text           primary key,
  version integer        not null check (version >= 0),
  content jsonb          not null,
  -- field → who changed it last, in which save
  fields  jsonb          not null,
  writers text[]         not null default '{}',
  saved   timestamptz(3) not null
);
create table application_draft_replaced (
  position    bigint         generated always as identity primary key,
  draft       text           not null references application_draft (id),
  field       text           not null,
  value       jsonb          not null,
  written_by  text           not null,
  written_at  timestamptz(3) not null,
  replaced_by text           not null,
  replaced_at timestamptz(3) not null
);
create index application_draft_replaced_draft on application_draft_replaced (draft, position);
create trigger application_draft_append_only before update or delete on application_draft_replaced for each row execute function refuse_change();
create trigger application_draft_no_truncate before truncate on application_draft_replaced for each statement execute function refuse_change();

-- Which applications belong to a call, which calls there are: asked with every list.
create index event_application on event ((data ->> 'call')) where type = 'application.started';
create index event_call on event (stream) where type = 'call.planned';

grant select, insert, update on application_draft to zhenpu_app;
grant select, insert on application_draft_replaced to zhenpu_app;
