"""The register: what people write. Accounts, audit log, and what is kept beside the figures."""
