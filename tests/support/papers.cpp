// SPDX-License-Identifier: Apache-2.0
#include "tests/support/papers.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "places.hpp"

namespace inspectord {
namespace {

std::vector<std::filesystem::path> places() {
  if (const char* given = std::getenv("INSPECTORD_DOCUMENTS")) return {given};
  const std::filesystem::path source{INSPECTORD_SOURCE_DIR};
  return {source.parent_path() / "shared" / "documents",
          source.parent_path().parent_path() / "shared" / "documents"};
}

}  // namespace

std::optional<std::string> paper_text(const std::string& name) {
  for (const auto& place : places()) {
    std::ifstream file{place / (name + ".txt"), std::ios::binary};
    if (file) return std::string{std::istreambuf_iterator<char>{file}, {}};
  }
  return std::nullopt;
}

}  // namespace inspectord
