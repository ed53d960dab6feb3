-- Rejected inputs by reason.
select reason, count(*) from rejects group by 1 order by 2 desc, 1
