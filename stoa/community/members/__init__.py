"""Members: the page of a person, which shows what they chose to show and nothing else."""
