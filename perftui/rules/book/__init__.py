"""The rules, one module a subject; the registry finds every module of this folder by itself."""
