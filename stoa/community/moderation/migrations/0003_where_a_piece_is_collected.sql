-- Pages of a piece ask which collections it is in; so does its removal.
create index collected_piece on moderation.collected (kind, piece_id);
