-- The five publishers of most live documents, with the number of all live documents and of all publishers.
select publisher,
  (select count(*) from documents where superseded_by_run is null) as documents,
  (select count(distinct publisher) from documents where superseded_by_run is null) as publishers
from documents
where superseded_by_run is null and publisher is not null
group by publisher
order by count(*) desc, publisher
limit 5
