# What `cmake --install` puts where. Included by CMakeLists.txt when QIXIAN_INSTALL is on.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS ${qixian_exports} EXPORT qixian-targets
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# The definitions are part of the header-only mode but are not headers to include.
install(DIRECTORY include/qixian DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.ipp")

foreach(part qixian_log qixian_store qixian_simulation qixian_answer qixian_c)
    if(TARGET ${part})
        # As a shared library it stands beside the one that it needs.
        set_target_properties(${part} PROPERTIES INSTALL_RPATH "$ORIGIN")
    endif()
endforeach()

if(TARGET qixian_c)
    install(TARGETS qixian_c LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES include/qixian/qixian.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/qixian)
endif()

# --- find_package --------------------------------------------------------------------------------
set(qixian_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/qixian)
install(EXPORT qixian-targets NAMESPACE qixian:: DESTINATION ${qixian_config_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/src/cmake/qixian-config.cmake.in
    ${PROJECT_BINARY_DIR}/qixian-config.cmake INSTALL_DESTINATION ${qixian_config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/qixian-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/qixian-config.cmake
              ${PROJECT_BINARY_DIR}/qixian-config-version.cmake
        DESTINATION ${qixian_config_dir})

# --- pkg-config ----------------------------------------------------------------------------------
# The prefix is worked out from where the file stands, so that `--prefix` and a moved tree work.
file(RELATIVE_PATH qixian_pc_to_prefix
     /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" qixian_pc_to_prefix "${qixian_pc_to_prefix}")
configure_file(src/cmake/qixian.pc.in qixian.pc @ONLY)
set(qixian_pc_files ${PROJECT_BINARY_DIR}/qixian.pc)
if(TARGET qixian_log)
    # A static library cannot carry libcsv and simdjson along: its users link them.
    get_target_property(qixian_log_type qixian_log TYPE)
    if(qixian_log_type STREQUAL "STATIC_LIBRARY")
        set(qixian_pc_log_libs " -lcsv -lsimdjson")
    endif()
    configure_file(src/cmake/qixian-log.pc.in qixian-log.pc @ONLY)
    list(APPEND qixian_pc_files ${PROJECT_BINARY_DIR}/qixian-log.pc)
endif()
if(TARGET qixian_store)
    # As above, for SQLiteCpp (which has no pkg-config file), SQLite and OpenSSL.
    get_target_property(qixian_store_type qixian_store TYPE)
    if(qixian_store_type STREQUAL "STATIC_LIBRARY")
        set(qixian_pc_store_requires ", sqlite3, libcrypto >= 3")
        set(qixian_pc_store_libs " -lSQLiteCpp -lpthread -ldl")
    endif()
    configure_file(src/cmake/qixian-store.pc.in qixian-store.pc @ONLY)
    list(APPEND qixian_pc_files ${PROJECT_BINARY_DIR}/qixian-store.pc)
endif()
if(TARGET qixian_simulation)
    configure_file(src/cmake/qixian-simulation.pc.in qixian-simulation.pc @ONLY)
    list(APPEND qixian_pc_files ${PROJECT_BINARY_DIR}/qixian-simulation.pc)
endif()
if(TARGET qixian_answer)
    configure_file(src/cmake/qixian-answer.pc.in qixian-answer.pc @ONLY)
    list(APPEND qixian_pc_files ${PROJECT_BINARY_DIR}/qixian-answer.pc)
endif()
install(FILES ${qixian_pc_files} DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# --- the program ---------------------------------------------------------------------------------
if(TARGET qixian_program)
    file(RELATIVE_PATH qixian_bin_to_lib
         /prefix/${CMAKE_INSTALL_BINDIR} /prefix/${CMAKE_INSTALL_LIBDIR})
    set_target_properties(qixian_program PROPERTIES INSTALL_RPATH "$ORIGIN/${qixian_bin_to_lib}")
    install(TARGETS qixian_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
install(DIRECTORY src/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/qixian OPTIONAL)
