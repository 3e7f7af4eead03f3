-- Events are looked up by one indexed argument: a batch's actions, a frame's report, an action's failure. Without these
-- every look would read all events of that name there ever were.
create index raw_event_by_topic_1 on raw_event (chain_id, event_name, substring(topics from 33 for 32));
create index raw_event_by_topic_2 on raw_event (chain_id, event_name, substring(topics from 65 for 32));
