// What a macOS addon is in small: one function of Node's, of no named library, and one of the system's.
int napi_create_object(void *, void **);
int puts(const char *);
int register_tiny(void *environment) { void *result; puts("tiny"); return napi_create_object(environment, &result); }
