mail-reason = You get this mail from { $shop } because of something you did there.
