// SPDX-License-Identifier: Apache-2.0
#include "server/web_files.hpp"

#include "core/digest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view index_file = "index.html";
constexpr std::string_view assets = "assets/";

/// Letters, digits, "-", "_" and ".", not first: never a way out of the directory.
bool is_plain_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, is_plain);
}

bool is_page_path(std::string_view path) {
  return path == index_file ||
         (path.starts_with(assets) && is_plain_name(path.substr(assets.size())));
}

std::optional<WebFile> read(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in || !std::filesystem::is_regular_file(path)) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  auto hash = to_hex(sha256(bytes)).substr(0, 32);
  return WebFile{.bytes = std::move(bytes), .gzipped = {}, .hash = std::move(hash)};
}

}  // namespace

std::optional<WebFile> WebFiles::find(std::string_view path) const {
  if (!is_page_path(path)) return std::nullopt;
  if (!directory_.empty()) return read(directory_ / path);
  const auto found = std::ranges::find(embedded_files(), path, &EmbeddedFile::path);
  if (found == embedded_files().end()) return std::nullopt;
  return WebFile{.bytes = std::string{found->bytes},
                 .gzipped = std::string{found->gzipped},
                 .hash = std::string{found->hash}};
}

std::string_view media_type_of_web_file(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types{
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".json", "application/json"}}};
  for (const auto& [ending, type] : types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace inspectord
