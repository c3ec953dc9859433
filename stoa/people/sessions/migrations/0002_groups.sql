alter table permissions.entered add foreign key (person_id) references accounts.person on delete cascade;
