-- In which language a host wrote the fact, and the reason of a second look; unknown (null) of what is from before or from a machine.
alter table moderation.decision add column fact_language text;
alter table moderation.appeal add column why_language text;
