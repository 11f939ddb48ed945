# A vcpkg overlay port of this very tree: `vcpkg install qixian --overlay-ports=src/packaging/vcpkg`.
# Not exercised: no test of this repository runs vcpkg. A port of a release would fetch its archive.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

vcpkg_check_features(OUT_FEATURE_OPTIONS options FEATURES log QIXIAN_BUILD_LOG
                     store QIXIAN_BUILD_STORE
                     simulation QIXIAN_BUILD_SIMULATION)
vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}" OPTIONS ${options} -DQIXIAN_BUILD_CLI=OFF
                      -DQIXIAN_BUILD_TESTS=OFF -DQIXIAN_BUILD_EXAMPLES=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/qixian)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
