-- Meaning of every column, in the order in which the table has them; the table itself, as column *, first.
select d."table", d."column", d.meaning
from data_dictionary d
  left join pragma_table_info(d."table") i on i.name = d."column"
where d."column" = '*' or i.name is not null
order by d."table", d."column" <> '*', i.cid
