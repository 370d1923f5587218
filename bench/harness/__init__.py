# SPDX-License-Identifier: Apache-2.0
"""What the rows of bench/run are made of: the service, its peers, a client, and results."""
