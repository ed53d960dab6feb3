-- Rows of the query unresolved by kind, without making them.
with old(id) as materialized (select id from documents where superseded_by_run is not null)
select * from (
  select 'meeting' as kind, count(*) as n from meeting_reports indexed by meeting_reports_place
  where place is null and place_code is null and document_id not in old
  union all
  select 'speaker', count(*) from quotes where speaker_kind in ('unknown', 'group') and document_id not in old
  union all
  select 'surname', count(*) from official_reports indexed by official_reports_surname
  where surname_only = 1 and document_id not in old
  union all
  select 'unit', count(*) from unit_reports
  where place is null and place_code is null and kind in ('party', 'government', 'congress', 'consultative', 'discipline')
    and document_id not in old)
where n > 0
