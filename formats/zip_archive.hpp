// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// A ZIP archive in memory, read part by part.
class ZipReader {
 public:
  enum class Fault { missing, broken, too_large };
  struct Part {
    std::string bytes;
    std::optional<Fault> fault{};
  };

  /// `most`: bytes that its parts may unpack to, together. Requires: bytes outlive it.
  ZipReader(std::string_view bytes, std::size_t most);
  ~ZipReader();

  bool is_open() const { return archive_ != nullptr; }  ///< False: this is no archive.
  /// Counts what it really unpacks, whatever the archive says of itself. Requires: is_open().
  Part read(const std::string& name);

 private:
  struct Archive;

  std::unique_ptr<Archive> archive_;
  std::size_t left_;
};

/// A ZIP archive that is made in memory. Equal parts make equal bytes.
class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();

  void add(const std::string& name, std::string bytes);
  /// Throws std::runtime_error where memory runs out.
  std::string finish() &&;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord
