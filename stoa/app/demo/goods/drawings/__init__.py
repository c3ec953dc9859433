"""One small drawing for every product, by category; `goods.pictures` puts them on their ground."""
