-- Sentences are read by other words since (english.toml and german.toml of judging, crc32 2548210b): the nightly job reads all of them anew.
update reviews.review set read_version = 0 where read_version > 0;
