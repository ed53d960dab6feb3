//! Evidence rows to entity rows: officials, units, posts, tenures, meetings. A pure function of the set of evidence.
