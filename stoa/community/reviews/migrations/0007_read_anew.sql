-- Sentences are read by other words since (english.toml and german.toml of judging, crc32 6224bbe0): the nightly job reads all of them anew.
update reviews.review set read_version = 0 where read_version > 0;
