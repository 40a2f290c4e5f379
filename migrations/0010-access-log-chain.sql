-- The access log is chained as the event log is: each line carries the hash of the one before it. The database works the
-- hash out itself as it takes a line in, so that no writer can leave it out; the verifier works it out again elsewhere.

-- RFC 8785, as far as the access log needs it: keys (the code's own words) in byte order, strings in NFC, numbers
-- without trailing zeros.
create function canonical_json(value jsonb) returns text language plpgsql immutable strict as $$
begin
  case jsonb_typeof(value)
    when 'object' then return (select '{' || coalesce(string_agg(to_json(key)::text || ':' || canonical_json(item), ',' order by key collate "C"), '') || '}' from jsonb_each(value) as member (key, item));
    when 'array' then return (select '[' || coalesce(string_agg(canonical_json(item), ',' order by place), '') || ']' from jsonb_array_elements(value) with ordinality as element (item, place));
    when 'string' then return to_json(normalize(value #>> '{}'))::text;
    when 'number' then return trim_scale((value #>> '{}')::numeric)::text;
    else return value::text;
  end case;
end $$;

alter table access_log alter column position drop identity;
alter table access_log add column previous bytea, add column hash bytea;

create function access_line_hash(line access_log) returns bytea language sql immutable as $$
  select sha256(line.previous || convert_to(canonical_json(jsonb_build_object(
    'algorithm', 'sha256', 'position', line.position, 'at', to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', line.kind,
    'account', line.account, 'person', line.person, 'username', line.username, 'address', line.address, 'data', line.data)), 'UTF8'))
$$;

-- Lines from before the chain are chained in their order.
alter table access_log disable trigger access_log_append_only;
do $$
declare
  line access_log;
  before bytea := decode(repeat('00', 32), 'hex');
begin
  for line in select * from access_log order by position loop
    line.previous := before;
    before := access_line_hash(line);
    update access_log set previous = line.previous, hash = before where position = line.position;
  end loop;
end $$;
alter table access_log enable trigger access_log_append_only;
alter table access_log alter column previous set not null, alter column hash set not null, add unique (hash);

-- One writer at a time, until it commits: lines have an order, and positions no gaps. Whoever also writes the event log
-- takes its lock first (see logAccess).
create function chain_access_line() returns trigger language plpgsql as $$
declare last record;
begin
  perform pg_advisory_xact_lock(2054160388);
  select position, hash into last from access_log order by position desc limit 1;
  new.position := coalesce(last.position, 0) + 1;
  new.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  new.hash := access_line_hash(new);
  return new;
end $$;
create trigger access_log_chained before insert on access_log for each row execute function chain_access_line();

-- The auditor asks the log of facts by town and by person. A name in the log ends in the person's id: 姓名（编号）.
create function actor_person(actor text) returns text language sql immutable as $$ select coalesce(substring(actor from '（([^（）]+)）$'), actor) $$;
create index event_town on event ((data ->> 'town'), position) where data ->> 'town' is not null;
create index event_person on event (actor_person(actor), position);

-- Roles lent in an emergency: asked at every request, mostly none.
create index event_emergency_lent on event ((data ->> 'account')) where type = 'emergency.used';
create index event_emergency on event (position) where type = 'emergency.opened';
create index access_log_emergency on access_log ((data ->> 'emergency')) where kind = 'emergency.used';

-- Organisations are renamed as of a day; what they were called before stays.
create table organisation_name (
  organisation text not null references organisation (id),
  "from"       date not null,
  name         text not null,
  primary key (organisation, "from")
);
insert into organisation_name (organisation, "from", name) select id, "from", name from organisation;
comment on column organisation.name is 'The first name; organisation_name has it and all later ones.';
grant select, insert, update on organisation_name to zhenpu_app;

-- Which seasons an evaluating organisation is assigned to: asked at every request of its people.
create index event_season_assigned on event ((data ->> 'organisation')) where type = 'season.assigned';

-- The public's own role: what is published, and nothing else. A public endpoint that needs more says so in a migration.
grant usage on schema view to zhenpu_public;
grant select on all tables in schema view to zhenpu_public;
alter default privileges for role zhenpu_app in schema view grant select on tables to zhenpu_public;
grant select on event, checkpoint, content to zhenpu_public;

create function log_size() returns bigint language sql stable security definer set search_path = public as $$ select coalesce(max(position), 0) from event $$;
create function is_open_call(of_stream text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from event where stream = of_stream and type = 'call.opened')
$$;
create function is_publicised_list(of_hash text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from event named where named.stream like 'call/%' and named.data #>> '{hashes,list}' = of_hash and exists (select from event shown where shown.stream = named.stream and shown.type = 'call.publicised'))
$$;
create index event_call_list on event ((data #>> '{hashes,list}')) where stream like 'call/%' and data #>> '{hashes,list}' is not null;

alter table event enable row level security;
create policy event_app on event to zhenpu_app using (true) with check (true);
create policy event_public on event for select to zhenpu_public using (stream ^@ 'town/' or stream ^@ 'document/' or (stream ^@ 'call/' and is_open_call(stream)));
alter table content enable row level security;
create policy content_app on content to zhenpu_app using (true) with check (true);
create policy content_public on content for select to zhenpu_public using (is_publicised_list(hash));
