// SPDX-License-Identifier: Apache-2.0
// The description of the HTTP interface as bytes of the program.
#include "server/openapi_document.hpp"

#include <array>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

#include "server/openapi_document.inc"

}  // namespace

const EmbeddedFile& openapi_document() {
  return files.front();
}

}  // namespace inspectord
