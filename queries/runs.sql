-- runs · 运行记录
-- Builds of this archive and their counts.
-- 历次入库。
--
-- Parameters:
--   limit  number  100  Most rows; 0 for all.
-- Columns:
--   run          批次    Number of the run
--   command      命令    Command
--   started_at   开始    Start
--   finished_at  结束    End
--   version      版本    Version of huiyao
--   added        新增    Documents added
--   updated      更新    Documents updated
--   unchanged    未变    Documents unchanged
--   absent       缺失    Documents whose file is gone
--   removed      移除    Documents removed
--   rejected     拒收    Inputs rejected
--   documents    文件数  Documents after the run
with p(most) as (
    select coalesce(nullif(cast(coalesce(nullif(:limit, ''), 100) as integer), 0), -1))
select id as run, command, started_at, finished_at, version, added, updated, unchanged, absent, removed, rejected, documents
from runs
order by id desc
limit (select most from p)
