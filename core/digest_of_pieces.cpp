// SPDX-License-Identifier: Apache-2.0
#include "core/digest_of_pieces.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace inspectord {

struct DigestOfPieces::Context {
  Context() : made(EVP_MD_CTX_new()) {}
  ~Context() { EVP_MD_CTX_free(made); }
  EVP_MD_CTX* made;
};

DigestOfPieces::DigestOfPieces() : context_(std::make_unique<Context>()) {
  if (EVP_DigestInit_ex(context_->made, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 failed");
}

DigestOfPieces::~DigestOfPieces() = default;

void DigestOfPieces::add(std::string_view piece) {
  if (EVP_DigestUpdate(context_->made, piece.data(), piece.size()) != 1)
    throw std::runtime_error("SHA-256 failed");
}

Sha256 DigestOfPieces::result() {
  Sha256 digest{};
  if (EVP_DigestFinal_ex(context_->made, digest.data(), nullptr) != 1)
    throw std::runtime_error("SHA-256 failed");
  return digest;
}

}  // namespace inspectord
