-- Events by how their date is known.
select coalesce(held_basis, 'none') as code, count(*) from meetings group by 1 order by 2 desc, 1
