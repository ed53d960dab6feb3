-- impossible · 一致性检查
-- What cannot be: two holders of one leading post at once, meetings after their publication.
-- Most rows are mistakes of reading, of a date, or of the sources. 不可能之事:一职两人、会期晚于发布日期。
--
-- Parameters:
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   problem      问题    What is impossible
--   detail       详情    Who or what
--   first_date   日期一  One date
--   second_date  日期二  The other date
--   document     文件    Input file in which it was read
--   ref          引用号  Ref of the evidence, for citation
with
  p(most) as (
    select coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- Of the holders of a post in the order of their first sightings: seen first before the one before was seen last.
  -- A handover on one day is none.
  in_order as (
    select t.post_id, t.official_id, t.first_to, lag(t.official_id) over w as earlier, lag(t.last_from) over w as earlier_last
    from posts po cross join units u on u.id = po.unit_id cross join tenures t on t.post_id = po.id
    where (select count(*) from tenures other where other.post_id = po.id) > 1
      and t.first_from is not null and (po.office in ('party_secretary', 'government_head')
      or po.office = 'head' and u.kind in ('congress', 'consultative'))
    window w as (partition by t.post_id order by t.first_from, t.official_id)),
  rival as materialized (select * from in_order where first_to < earlier_last limit (select most from p)),
  -- Where the later one is first seen in the post.
  first_print as materialized (
    select *, (select t.id from official_reports r cross join post_reports t on t.official_report_id = r.id
      where r.official_id = v.official_id and +t.post_id = v.post_id order by t.seen_from is null, t.seen_from, t.ref limit 1)
      as post_report_id
    from rival v),
  published(id, day) as materialized (
    select d.id, d.published_to from documents d indexed by documents_source where d.published_from is not null),
  late as materialized (
    select mr.id from meeting_reports mr cross join published d on d.id = mr.document_id
    where mr.held_from > d.day
      and not exists (select 1 from documents old where old.id = +d.id and old.superseded_by_run is not null)
    limit (select most from p)),
  found(problem, detail, first_date, second_date, document, ref) as (
    select 'two holders', u.name || po.title || ': ' || a.name || ', ' || b.name, v.first_to, v.earlier_last, d.path, t.ref
    from first_print v cross join posts po on po.id = v.post_id cross join units u on u.id = po.unit_id
      cross join officials a on a.id = v.earlier cross join officials b on b.id = v.official_id
      left join post_reports t on t.id = v.post_report_id left join official_reports r on r.id = t.official_report_id
      left join documents d on d.id = r.document_id
    union all
    select 'held after publication', mr.name, mr.held_on, d.published_on, d.path, mr.ref
    from late l cross join meeting_reports mr on mr.id = l.id cross join documents d on d.id = mr.document_id)
select * from found
order by problem, first_date, detail, ref
limit (select most from p)
