"""What a process that only answers readers does without."""

OF_PEOPLE_LOGGED_IN = {
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.operations.renovation.NobodyWritesMeanwhile",
    "cms.operations.sessions.SessionsEnd",
    "locales.desk.guard.AdminGuard",
    "home.admin.bad_input.BadInputMiddleware",
    "home.admin.dates.serving.AutosaveMiddleware",
    "home.admin.refusals.RefusalMiddleware",
    "cms.operations.file_store.FileStoreFailure",
}
