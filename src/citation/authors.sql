-- Reporters and writers in printed order.
select name from credits where document_id = :document and role = 'reporter' order by n
