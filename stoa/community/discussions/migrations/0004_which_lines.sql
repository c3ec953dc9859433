-- Which line of an order each counted order is: no cart, no person, and so each number can be traced and counted anew.
create table discussions.came (
    line_id uuid primary key,
    topic_id uuid not null references discussions.topic,
    product_id uuid not null
);
create index came_topic on discussions.came (topic_id, product_id);
-- How many of them were counted before lines were kept, or in another shop whose file brought them.
alter table discussions.came_of add column brought int not null default 0 check (brought between 0 and orders);
update discussions.came_of set brought = orders;
