-- 公示异议: who of the public objects, by real name and contact, sealed (AES-256-GCM) with the data folder's key. The log
-- holds the objection itself and never its author; it is opened for whoever settles it, and that is logged.
create table objector (
  -- stream of the season or call, and the number of the objection in it
  subject   text not null,
  objection text not null,
  sealed    bytea not null,
  primary key (subject, objection)
);
create trigger objector_append_only before update or delete on objector for each row execute function refuse_change();
create trigger objector_no_truncate before truncate on objector for each statement execute function refuse_change();
grant select, insert on objector to zhenpu_app;

-- Which corrections and letters there are, and which documents correct another: asked with every list.
create index event_notices on event (type, position) where type in ('correction.proposed', 'letter.drafted');
create index event_amendments on event ((data -> 'corrects' ->> 'root')) where type = 'document.recorded';

-- The public's own role (see 0011) may read of a season what its publicity shows: that there is one, from when until when,
-- its lists, whether it was returned, decided or published. Not the proposals, not who objected, not why.
create function is_publicised_season(of_stream text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from event where stream = of_stream and type = 'season.publicised')
$$;
create function is_publicity(of_hash text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from event where type = 'season.publicised' and data #>> '{hashes,publicity}' = of_hash)
$$;
create index event_publicity on event ((data #>> '{hashes,publicity}')) where type = 'season.publicised';
create policy event_publicity on event for select to zhenpu_public using (stream ^@ 'season/' and type in ('season.opened', 'season.publicised', 'season.returned', 'season.confirmed', 'season.issued') and is_publicised_season(stream));
create policy content_publicity on content for select to zhenpu_public using (is_publicity(hash));
