// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"

#include <memory>
#include <string_view>

namespace inspectord {

/// The SHA-256 of bytes that come in pieces: of what is too large to be held.
class DigestOfPieces {
 public:
  DigestOfPieces();
  ~DigestOfPieces();

  void add(std::string_view piece);
  Sha256 result();  ///< Once, when all was added.

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace inspectord
