-- Views of the log. Everything here is recomputed from events; dropping it loses nothing.
-- town_segment holds, for each town and programme, the pieces of time in which nothing changed (valid), as known
-- from one moment to another (known_from … known_to). digest is over everything but the known times.

create table view.town_segment (
  town        text        not null,
  programme   text        not null,
  valid       daterange   not null,
  known_from  timestamptz not null,
  known_to    timestamptz not null default 'infinity',
  name        text        not null,
  sort_key    text        not null,
  search      text        not null,
  prefecture  text,
  division    text,
  status      text        not null,
  batch       integer,
  category    text,
  town_type   text,
  grade       text,
  grade_year  integer,
  grade_inferred boolean  not null,
  warned      boolean     not null,
  since       date        not null,
  since_dating text       not null,
  basis       text        not null,
  links       jsonb       not null,
  digest      text        not null
);
create index town_segment_valid on view.town_segment using gist (valid);
create index town_segment_town on view.town_segment (town);
create index town_segment_links on view.town_segment (programme) where links <> '[]';

create table view.document (
  id        text primary key,
  programme text not null,
  drafted   date,
  published date,
  data      jsonb not null
);

-- What can be looked for, by the words of its name: towns, documents, and the cases of the workbench. Lines of `words`
-- are names and numbers, lines of `keys` how they are read; each line follows a line feed. Who may see what is asked of
-- the thing itself, never of this table.
create table view.search_entry (
  kind      text   not null,
  id        text   not null,
  position  bigint not null,
  title     text   not null,
  words     text   not null,
  keys      text   not null,
  division  text,
  town      text,
  primary key (kind, id)
);

create table view.version (version text primary key);
