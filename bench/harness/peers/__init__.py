# SPDX-License-Identifier: Apache-2.0
"""The same work given to others."""
