// SPDX-License-Identifier: Apache-2.0
#include "storage/backup_content.hpp"

#include "core/digest_of_pieces.hpp"
#include "storage/files.hpp"
#include "storage/sqlite_connection.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace inspectord {
namespace {

constexpr std::size_t hex_length = 64;

std::optional<int> digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

std::optional<Sha256> parse_hex(std::string_view hex) {
  Sha256 digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const auto high = digit(hex[2 * i]);
    const auto low = digit(hex[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return digest;
}

/// Two spaces between digest and path: read in binary.
std::optional<BackupEntry> parse_line(std::string_view line) {
  if (line.size() <= hex_length + 2 || line.substr(hex_length, 2) != "  ") return std::nullopt;
  const auto digest = parse_hex(line.substr(0, hex_length));
  if (!digest) return std::nullopt;
  return BackupEntry{std::string{line.substr(hex_length + 2)}, *digest};
}

}  // namespace

std::unique_ptr<Connection> open_copy(const std::filesystem::path& database) {
  SqliteOptions options;
  options.use = SqliteOptions::Use::immutable;
  return open_sqlite(database, options);
}

std::optional<std::string> unsoundness(Connection& connection) {
  const auto rows = connection.query("PRAGMA integrity_check");
  if (rows.size() != 1 || rows.front().text(0) != "ok")
    return rows.empty() ? "integrity_check" : rows.front().text(0);
  if (!connection.query("PRAGMA foreign_key_check").empty()) return "foreign_key_check";
  return std::nullopt;
}

std::vector<BackupEntry> named_files(Connection& connection) {
  std::vector<BackupEntry> entries;
  if (connection.query("SELECT 1 FROM sqlite_schema WHERE name = 'files'").empty()) return entries;
  for (const auto& file : file_rows::all(connection)) {
    entries.push_back({"files/" + Files::place_of(file.sha256).generic_string(), file.sha256});
  }
  return entries;
}

Sha256 digest_of_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw StorageError{0, "cannot read " + path.string()};
  DigestOfPieces digest;
  std::array<char, 65'536> piece{};
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0)
    digest.add({piece.data(), static_cast<std::size_t>(file.gcount())});
  if (file.bad()) throw StorageError{0, "cannot read " + path.string()};
  return digest.result();
}

std::string write_manifest(const std::vector<BackupEntry>& entries) {
  std::string text;
  for (const auto& entry : entries) text += to_hex(entry.sha256) + "  " + entry.path + "\n";
  return text;
}

std::optional<std::vector<BackupEntry>> parse_manifest(std::string_view text) {
  std::vector<BackupEntry> entries;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == text.npos) return std::nullopt;  // cut short
    auto entry = parse_line(text.substr(0, end));
    if (!entry) return std::nullopt;
    entries.push_back(std::move(*entry));
    text.remove_prefix(end + 1);
  }
  return entries;
}

}  // namespace inspectord
