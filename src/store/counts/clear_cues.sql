DELETE FROM cue_counts
