// SPDX-License-Identifier: Apache-2.0
// The built page as bytes of the program.
#include "server/web_files.hpp"

#include <array>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

#include "server/embedded_files.inc"

}  // namespace

std::span<const EmbeddedFile> embedded_files() {
  return files;
}

}  // namespace inspectord
