INSERT INTO cue_counts (cue, level, branch, speaker_kind, quotes, speakers, ref)
VALUES (:cue, :level, :branch, :speaker_kind, :quotes, :speakers, :ref)
