// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace inspectord {

/// A file of the page as the build put it into the program (cmake/Web.cmake). Static storage.
struct EmbeddedFile {
  std::string_view path;  ///< "index.html", "assets/index-B7x.js"
  std::string_view bytes;
  std::string_view gzipped;
  std::string_view hash;  ///< Of the bytes, 32 hexadecimal digits.
};

/// Empty where the program was built without the page (INSPECTORD_WEB=OFF).
std::span<const EmbeddedFile> embedded_files();

/// A file of the page as it is answered.
struct WebFile {
  std::string bytes;
  std::string gzipped;  ///< Empty: only plain.
  std::string hash;
};

/// Where the page's files come from: the program itself, or a directory of a build that somebody is
/// working on, read anew for each request.
class WebFiles {
 public:
  /// Empty: the program's own.
  explicit WebFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

  bool has_page() const { return !directory_.empty() || !embedded_files().empty(); }
  /// Whether files under assets/ never change under their name.
  bool is_fixed() const { return directory_.empty(); }

  /// "index.html", or "assets/" and a plain name; nullopt for any other path, and where there is
  /// no such file.
  std::optional<WebFile> find(std::string_view path) const;

 private:
  std::filesystem::path directory_;
};

/// By the ending of a name; "application/octet-stream" for one that no page has.
std::string_view media_type_of_web_file(std::string_view name);

}  // namespace inspectord
