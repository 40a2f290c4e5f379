-- 报送: what is being filled in changes its row as one types; every save is kept, and every signature, return and
-- confirmation is a fact in the log that names its content by hash. Both count one sequence of versions, so that the
-- whole life of a report can be told again.
create table reporting_submission (
  -- PROGRAMME/DATA-SET/PERIOD/REPORTER
  id      text           primary key,
  -- PROGRAMME/DATA-SET/PERIOD
  form    text           not null,
  version integer        not null check (version >= 0),
  content jsonb          not null,
  -- once signed, other reports may be compared with it
  submitted boolean      not null,
  saved   timestamptz(3) not null
);
create index reporting_submission_form on reporting_submission (form);

create table reporting_save (
  submission text           not null references reporting_submission (id),
  version    integer        not null check (version > 0),
  person     text           not null,
  actor      text           not null,
  behalf     text,
  "on"       date           not null,
  at         timestamptz(3) not null,
  -- [{town, indicator, before, after}]
  changes    jsonb          not null,
  -- 在线填写, or the workbook's hash
  source     text,
  primary key (submission, version)
);

-- Figures of other origins, beside the reported ones; the newest of a place holds.
create table reporting_figure (
  position  bigint         generated always as identity primary key,
  form      text           not null,
  town      text           not null,
  indicator text           not null,
  origin    text           not null check (origin in ('thirdParty', 'administrative')),
  value     jsonb          not null,
  source    text           not null,
  person    text           not null,
  actor     text           not null,
  at        timestamptz(3) not null
);
create index reporting_figure_form on reporting_figure (form, town, indicator, origin, position);

create table reporting_reminder (
  key        text           primary key,
  submission text           not null,
  level      text           not null,
  kind       text           not null check (kind in ('soon', 'overdue')),
  due        date           not null,
  days       integer        not null,
  at         timestamptz(3) not null
);
create index reporting_reminder_submission on reporting_reminder (submission, level);

create trigger reporting_save_append_only before update or delete on reporting_save for each row execute function refuse_change();
create trigger reporting_save_no_truncate before truncate on reporting_save for each statement execute function refuse_change();
create trigger reporting_figure_append_only before update or delete on reporting_figure for each row execute function refuse_change();
create trigger reporting_figure_no_truncate before truncate on reporting_figure for each statement execute function refuse_change();

-- Which forms have been opened: asked with every list.
create index event_reporting_opened on event (stream) where type = 'reporting.opened';

grant select, insert, update on reporting_submission to zhenpu_app;
grant select, insert on reporting_save, reporting_figure, reporting_reminder to zhenpu_app;
