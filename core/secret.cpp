// SPDX-License-Identifier: Apache-2.0
#include "core/secret.hpp"

#include <openssl/crypto.h>

namespace inspectord {

bool Secret::matches(std::string_view other) const {
  return value_.size() == other.size() &&
         CRYPTO_memcmp(value_.data(), other.data(), other.size()) == 0;
}

void Secret::wipe() {
  value_.resize(
      value_.capacity());  // what was longer, or was moved away, may still stand behind the end
  OPENSSL_cleanse(value_.data(), value_.size());
}

}  // namespace inspectord
