-- Documents that went since a run: an edited draft may still rest on them.
select c.path, c.ref, c.change, c.run_id from run_changes c
where c.run_id > ?1 and c.kind = 'document' and c.change in ('removed', 'superseded', 'absent')
order by c.path, c.run_id, c.ref
