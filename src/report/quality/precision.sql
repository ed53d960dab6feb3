-- Events by the precision of their date.
select coalesce(held_precision, 'none') as code, count(*) from meetings group by 1 order by 2 desc, 1
