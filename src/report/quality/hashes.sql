-- What was read, one line a document as sha256sum prints it.
select sha256 || '  ' || path from documents where superseded_by_run is null order by 1
